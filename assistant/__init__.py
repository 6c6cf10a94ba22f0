"""What an assistant of a person may ask: the answers of `api` as tools of the Model Context Protocol, read-only and within limits."""
