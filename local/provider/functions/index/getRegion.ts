import { lookup } from "../../lookup";

// In which region am I?

export default lookup((args, aws) => {
  const region = [args.region, args.name].find((name) => typeof name === "string") ?? aws.region;
  return Promise.resolve({
    id: region,
    region,
    name: region,
    endpoint: `ec2.${region}.amazonaws.com`,
    description: region,
  });
});
