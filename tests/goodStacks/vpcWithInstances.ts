// A network with a web server, its security group and the role by which people reach it without SSH.
import { UNKNOWN } from "../../policies/rule";
import { resource, trust } from "../../policies/testing/resource";

export const resources = [
  resource("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }),
  resource("aws:ec2/subnet:Subnet", "public-a", { vpcId: UNKNOWN, cidrBlock: "10.0.1.0/24" }),
  resource("aws:ec2/internetGateway:InternetGateway", "main", { vpcId: UNKNOWN }),
  resource("aws:ec2/securityGroup:SecurityGroup", "web", {
    vpcId: UNKNOWN,
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  resource("aws:iam/role:Role", "web", { assumeRolePolicy: trust("ec2") }),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "web-ssm", {
    role: UNKNOWN,
    policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  }),
  resource("aws:iam/instanceProfile:InstanceProfile", "web", { role: UNKNOWN }),
  resource("aws:ec2/instance:Instance", "web", { ami: "ami-0abcdef1234567890", subnetId: UNKNOWN }),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "web-scale-out", {
    namespace: "AWS/EC2",
    metricName: "CPUUtilization",
    statistic: "Average",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 70,
    period: 300,
    evaluationPeriods: 2,
  }),
];
