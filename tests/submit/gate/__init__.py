"""The gate as specified: one table of cases a rule (`cases/<rule>.yml`), and what no table can say."""
