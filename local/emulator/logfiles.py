"""CloudTrail's log files in S3, as Athena reads them: partitions computed from a table's properties, rows by its columns.

Athena reads only the partitions that a query's conditions leave. Here every projected partition is read, and the
conditions leave out rows of its partition columns, which comes to the same rows.
"""

import gzip
import json
import re
from datetime import datetime, timezone

from ministack.services import s3


def rows_of(table):
    """A row for each record of each log file that is in a projected partition.

    https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html
    """
    parameters = table["Parameters"]
    bucket, prefix = re.match("s3://([^/]+)/(.*)", parameters["storage.location.template"]).groups()
    columns = {key["Name"]: pattern_of(parameters, key["Name"]) for key in table["PartitionKeys"]}
    pattern = re.sub(r"\\\$\\{(\w+)\\}", lambda name: f"(?P<{name[1]}>{columns[name[1]]})", re.escape(prefix))
    location = re.compile(pattern)
    for key in sorted(s3._buckets.get(bucket, {"objects": {}})["objects"]):
        found = location.match(key)
        if found and is_in_range(parameters, found.groupdict()):
            records = json.loads(gzip.decompress(s3._get_object_data(bucket, key)))["Records"]
            yield from (row_of(record, table) | found.groupdict() for record in records)


def pattern_of(parameters, column):
    """What the projected values of a partition column look like in a key.

    https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
    """
    match parameters[f"projection.{column}.type"], parameters.get(f"projection.{column}.format"):
        case "enum", _:
            return "|".join(map(re.escape, parameters[f"projection.{column}.values"].split(",")))
        case "injected", _:
            return "[^/]+"
        case "date", "yyyy/MM/dd":
            return r"\d{4}/\d{2}/\d{2}"
    raise ValueError(f"The emulator cannot project the partition column {column}")


def is_in_range(parameters, partition):
    """Whether each date is one that its column's range has. Dates of the form yyyy/MM/dd are ordered as text is."""
    now = datetime.now(timezone.utc).strftime("%Y/%m/%d")
    for column, value in partition.items():
        if bounds := parameters.get(f"projection.{column}.range"):
            first, last = (now if bound == "NOW" else bound for bound in bounds.split(","))
            if not first <= value <= last:
                return False
    return True


def row_of(record, table):
    fields = [f"{column['Name']}:{column['Type']}" for column in table["StorageDescriptor"]["Columns"]]
    return value_of(record, f"struct<{','.join(fields)}>")


def value_of(value, hive_type):
    """The value by its Hive type: names in any case, and JSON's text where the type is text and the value is not.

    https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
    """
    name, parts = parts_of(hive_type)
    if value is None:
        return None
    if name == "struct":
        given = {field.lower(): part for field, part in value.items()}
        return {field: value_of(given.get(field), kind) for field, kind in (part.split(":", 1) for part in parts)}
    if name == "array":
        return [value_of(item, parts[0]) for item in value]
    if name == "map":
        return {key: value_of(item, parts[1]) for key, item in value.items()}
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def duck_type(hive_type):
    """DuckDB's name of a Hive type."""
    name, parts = parts_of(hive_type)
    if name == "struct":
        fields = (part.split(":", 1) for part in parts)
        return f"STRUCT({', '.join(f'{field} {duck_type(kind)}' for field, kind in fields)})"
    if name == "array":
        return f"{duck_type(parts[0])}[]"
    if name == "map":
        return f"MAP({duck_type(parts[0])}, {duck_type(parts[1])})"
    return {"string": "VARCHAR"}[name]


def parts_of(hive_type):
    """Name and parts of a Hive type: `array<string>` has one part, `struct<a:string,b:map<string,string>>` has two."""
    name, inner = re.fullmatch(r"(\w+)(?:<(.*)>)?", hive_type).groups()
    parts = []
    for piece in (inner or "").split(","):
        # A comma inside a part does not end it.
        if parts and parts[-1].count("<") > parts[-1].count(">"):
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
    return name, parts
