"""The interface for programs: answers, documents and drafts as JSON over HTTP, and how the server is."""

from assistant.web.api.health import health_routes
from assistant.web.api.routes import api_routes

__all__ = ["api_routes", "health_routes"]
