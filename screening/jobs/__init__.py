"""Work that outlives a request: files to be screened, and screening again what was decided."""
