"""A file on disk becomes passages that can be found again."""

from ingest.offline import stay_offline

# Before chromadb, gradio or a Hugging Face library is imported: each of them reads these variables once.
stay_offline()
