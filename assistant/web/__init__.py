"""What is served over HTTP beside the page: signing in, sources, downloads, the interface for programs."""
