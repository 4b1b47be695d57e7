// What shows that the emulator, and not the stack, is to blame for a finding.
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";

/** Records have come to the log group, and the status of its trail does not say so. */
export async function trailStatusLacksDelivery(): Promise<boolean> {
  const client = new CloudTrailClient();
  const { trailList = [] } = await client.send(new DescribeTrailsCommand());
  const [trail] = trailList;
  const logGroupName = trail?.CloudWatchLogsLogGroupArn?.split(":")[6];
  const { logStreams = [] } = await new CloudWatchLogsClient().send(
    new DescribeLogStreamsCommand({ logGroupName }),
  );
  const status = await client.send(new GetTrailStatusCommand({ Name: trail?.TrailARN }));
  return logStreams.length > 0 && status.LatestCloudWatchLogsDeliveryTime === undefined;
}
