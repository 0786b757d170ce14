"""The API as a real SDK client sees it, resource by resource."""
