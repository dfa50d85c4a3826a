"""The bundled synthetic sample reports: data files and texts in, documents and their exact truth out."""
