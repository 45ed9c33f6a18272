"""The engine for many machines: the units of a run as tasks of Apache Spark, from the command line or a session.

```
from citeaudit.archive import spark

spark.audit(session, ["/data/articles"], "/data/results")      # a folder of results, as `citeaudit archive` makes them
spark.rows(frame, text="body", id="url").groupBy("rule").count().show()      # findings of texts in a table of Spark
spark.results(session, "/data/results", "sources")      # a table of a folder of results, as a table of Spark
```

Spark hands out the units, and tries those again whose process or machine is lost; workers write the same files as those
of one machine; the manifest of the driver says what counts. So the folder has to be one that every machine reaches.
"""

from citeaudit.archive.spark.auditing import audit
from citeaudit.archive.spark.frames import results, rows

__all__ = ["audit", "results", "rows"]
