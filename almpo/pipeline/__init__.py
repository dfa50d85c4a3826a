"""The durable steps that carry a document from bytes to indexed findings."""
