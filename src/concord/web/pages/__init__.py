"""The pages, one subject a module; each view begins with the gate that names its action."""
