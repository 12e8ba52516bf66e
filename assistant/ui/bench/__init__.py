"""The tab "Benchmarks": question sets are run, their reports read, runs compared, downloaded and deleted."""
