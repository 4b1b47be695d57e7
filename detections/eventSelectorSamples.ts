// Requests of PutEventSelectors as CloudTrail records them: of any trail, by name or by ARN, in the basic and in the advanced form.
import type { Request, SampleCall } from "./ownResources";

type Requests = readonly [Request, ...Request[]];

export function putSelectors(request: Request): SampleCall {
  return ["PutEventSelectors", request];
}
