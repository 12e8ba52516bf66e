"""The tab "Record": the audit log read, narrowed, saved as a file and checked; how long things are kept."""
