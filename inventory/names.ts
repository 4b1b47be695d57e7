// Names that the program, the dashboard and the inventory's function agree on; apart from code that loads AWS clients.

/** The only dimension of the metrics of a watched region. */
export const REGION_DIMENSION = "Region";
/** In the home region and the stack's namespace. */
export const regionMetrics = {
  keys: "Keys",
  pendingDeletion: "KeysPendingDeletion",
  disabled: "KeysDisabled",
  expiring: "KeysWithExpiringMaterial",
  /** Those of which KMS does not even tell the state. */
  notReadable: "KeysNotReadable",
  partialAlarms: "PartialAlarms",
  expiringUnseen: "ExpiringKeysUnseen",
} as const;

/** Hours since the last inventory was written; without dimensions. */
export const AGE_METRIC = "InventoryAgeHours";

/** Where the inventory lies in the archive. Former ones are the objects' versions. */
export const INVENTORY_JSON = "inventory/keys.json";
export const INVENTORY_CSV = "inventory/keys.csv";

/** Of so many series at once an alarm tells. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/multi-time-series-alarm.html */
export const MOST_CONTRIBUTORS = 100;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-limits.html */
export const MOST_KEYS_OF_AN_ALARM = 500;
