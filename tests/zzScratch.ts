import { writeFileSync } from "node:fs";
import { CloudWatchClient, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import { prepareAws } from "../local/replay/prepare";
import { startEmbeddedAws } from "./embeddedAws";
import { outputsOf, STACK, UP, WITH_PACK } from "./localStack";
void (async () => {
  const aws = await startEmbeddedAws();
  try {
    Object.assign(process.env, aws.environment);
    await prepareAws();
    console.log((await aws.pulumi(["stack", "select", "local", "--create"])).code);
    let t = Date.now();
    const up = await aws.pulumi([...UP, ...WITH_PACK]);
    console.log(up.code, Date.now() - t, up.stdout.slice(-2500), up.stderr.slice(-2000));
    t = Date.now();
    const again = await aws.pulumi(["preview", "--expect-no-changes", ...WITH_PACK]);
    console.log(again.code, Date.now() - t, again.stdout.slice(-800), again.stderr.slice(-2000));
    const refresh = await aws.pulumi(["refresh", "--yes", "--expect-no-changes", ...STACK]);
    console.log(refresh.code, refresh.stdout.slice(-500));
    const { dashboardName } = await outputsOf(aws);
    const d = await new CloudWatchClient({ region: "us-east-1" }).send(new GetDashboardCommand({ DashboardName: dashboardName }));
    writeFileSync("/tmp/w/D-tmp/body.json", JSON.stringify(JSON.parse(d.DashboardBody ?? ""), null, 1));
    const ver = await aws.pulumi(["plugin", "ls"]); console.log(ver.stdout);
  } finally { await aws.stop(); }
})();
