"""The page shell, the components, tables and forms: knows no domain."""
