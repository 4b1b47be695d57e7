// What shows that the emulator, and not the stack, is to blame for a finding.
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from "@aws-sdk/client-cloudwatch-logs";

/** Asked in another protocol, AWS here tells that every alarm has actions and that they are enabled. */
export async function alarmsHaveActions(): Promise<boolean> {
  const { MetricAlarms = [] } = await new CloudWatchClient().send(new DescribeAlarmsCommand());
  return (
    MetricAlarms.length > 0 &&
    MetricAlarms.every(({ ActionsEnabled, AlarmActions = [] }) => {
      return ActionsEnabled === true && AlarmActions.length > 0;
    })
  );
}

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
