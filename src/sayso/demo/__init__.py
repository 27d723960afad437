"""A bundled case about an invented prison, and what builds it."""
