"""Upkeep of a store, safe beside runs that write to it."""

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.places import absolute
from tasks.store import Store, TableUpkeep
from tasks.store import maintain as keep_up


@flow(name="maintain", flow_run_name="maintain {store}", persist_result=False)
def maintain(store: str = "data") -> list[TableUpkeep]:
    """Upgrade a store that an older version made, put small files together, delete old ones.

    Args:
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
    """
    done = keep_up(Store.existing(absolute(store)))
    create_table_artifact([table.model_dump() for table in done], key="maintain-tables", description="What was done")
    return done
