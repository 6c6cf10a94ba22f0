"""The model, the record documents, the projection and the store."""
