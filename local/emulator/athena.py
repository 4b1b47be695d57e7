"""Athena, corrected: it reads CloudTrail's log files, refuses what Athena refuses of them, and puts results where it says.

ministack hands a query to DuckDB with every table replaced by files that DuckDB can read. It takes a table of CloudTrail's
log files for CSV. Here such a table becomes a DuckDB view of its own name, so that the query stays as it is, and macros
give DuckDB what it lacks of Trino's functions.
"""

import json
import os
import tempfile

import duckdb
from logfiles import duck_type, rows_of
from ministack.services import athena, glue

INPUT_FORMAT = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"

# What Trino has and DuckDB has not, or has for other types only, as far as the saved queries need it.
# https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html
FUNCTIONS = (
    # By the letters that both know, such as %Y, %m and %d.
    "date_format(moment, format) AS strftime(moment, format)",
    "element_at(list, index) AS list_extract(list, index)",
    # Scalars only.
    "json_extract_scalar(json, path) AS "
    "CASE WHEN json_type(json, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(json, path) END",
    "json_format(json) AS CAST(json AS VARCHAR)",
    "regexp_like(text, pattern) AS regexp_matches(text, pattern)",
)


async def rewrite_data_paths(query, database, catalog=None, rewrite=athena._rewrite_data_paths):
    """Gives a query of CloudTrail's log files its tables and functions, in statements before it.

    https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
    """
    names = {f"{ref.database or database}/{ref.table}" for ref in athena._table_references(query)}
    found = [glue._tables.get(name) or {} for name in sorted(names)]
    tables = [table for table in found if table.get("StorageDescriptor", {}).get("InputFormat") == INPUT_FORMAT]
    if not tables:
        return await rewrite(query, database, catalog)
    for table in tables:
        require_injected_values(query, table)
    folder = tempfile.mkdtemp(prefix="athena-")
    views = [statement for table in tables for statement in view_of(table, folder)]
    context = [f'CREATE SCHEMA IF NOT EXISTS "{database}"', f'USE "{database}"']
    macros = [f"CREATE MACRO {function}" for function in FUNCTIONS]
    return ";\n".join([*views, *context, *macros, query]), {}, [folder]


athena._rewrite_data_paths = rewrite_data_paths


def start_query_execution(data: dict, start=athena._start_query_execution):
    """Does not let a caller choose the results' place in a workgroup that enforces its own.

    https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html
    """
    workgroup = athena._workgroups.get(data.get("WorkGroup"), {})
    if workgroup.get("Configuration", {}).get("EnforceWorkGroupConfiguration"):
        data = {name: value for name, value in data.items() if name != "ResultConfiguration"}
    return start(data)


athena._start_query_execution = start_query_execution


async def save_query_results(query_id: str, save=athena._save_query_results):
    """Puts the results where the query's OutputLocation says they are, not in a folder of that name.

    https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html
    """
    results = athena._executions[query_id]["ResultConfiguration"]
    location = results["OutputLocation"]
    results["OutputLocation"] = location.removesuffix(f"{query_id}.csv")
    try:
        await save(query_id)
    finally:
        results["OutputLocation"] = location


athena._save_query_results = save_query_results


def view_of(table, folder):
    """Statements that make the table's view over its rows, which are written to a file in the folder."""
    database, name = table["DatabaseName"], table["Name"]
    file = os.path.join(folder, f"{database}.{name}.json")
    with open(file, "w") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows_of(table))
    columns = table["StorageDescriptor"]["Columns"] + table["PartitionKeys"]
    types = ", ".join(f"""{column["Name"]}: '{duck_type(column["Type"])}'""" for column in columns)
    return [
        f'CREATE SCHEMA IF NOT EXISTS "{database}"',
        f'CREATE VIEW "{database}"."{name}" AS '
        f"SELECT * FROM read_json('{file}', format = 'newline_delimited', columns = {{{types}}})",
    ]


def require_injected_values(query, table):
    """Fails unless each SELECT of the table says which values of its injected columns it means.

    Athena also takes the condition from a SELECT around that one.
    https://docs.aws.amazon.com/athena/latest/ug/partition-projection-dynamic-id-partitioning.html
    """
    injected = [
        key["Name"]
        for key in table["PartitionKeys"]
        if table["Parameters"][f"projection.{key['Name']}.type"] == "injected"
    ]
    serialized = duckdb.execute("SELECT json_serialize_sql($1)", [query]).fetchone()[0]
    for node in nodes_of(json.loads(serialized)):
        if node.get("type") == "SELECT_NODE" and table["Name"] in sources_of(node["from_table"]):
            for column in injected:
                if not is_constrained(column, node["where_clause"]):
                    raise ValueError(
                        f"CONSTRAINT_VIOLATION: For the injected projected partition column {column}, the WHERE clause "
                        "must contain only static equality conditions, and at least one such condition must be present."
                    )


def nodes_of(tree):
    """Every object of DuckDB's syntax tree."""
    if isinstance(tree, dict):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for child in tree:
            yield from nodes_of(child)


def sources_of(source):
    """Names of the tables of a FROM clause, those of subqueries excepted."""
    if source["type"] == "JOIN":
        return sources_of(source["left"]) + sources_of(source["right"])
    return [source.get("table_name")]


def is_constrained(column, condition):
    """Whether the condition holds only for values of the column that it names."""
    match condition:
        case {"type": "CONJUNCTION_AND", "children": parts}:
            return any(is_constrained(column, part) for part in parts)
        case {"type": "CONJUNCTION_OR", "children": parts}:
            return all(is_constrained(column, part) for part in parts)
        case {"type": "COMPARE_EQUAL", "left": tested, "right": value}:
            values = [value]
        case {"type": "COMPARE_IN", "children": [tested, *values]}:
            pass
        case _:
            return False
    return tested.get("column_names", [""])[-1].lower() == column and all(
        value["class"] == "CONSTANT" for value in values
    )
