// Findings are of records: who reads the one reads the other.
@_exported import AuditRecord
