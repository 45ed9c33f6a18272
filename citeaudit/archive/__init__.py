"""Many documents: units of input, a pool of processes or Spark, one dataset of results, summaries of it.

```
inputs -> units -> items -> audit -> rows -> shards, one manifest -> summaries
```
"""
