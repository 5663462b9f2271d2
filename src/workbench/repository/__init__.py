"""A user's own repository: made with all it needs, its notebooks rerun when dumps arrive."""
