/// The support vectors of the built-in fusions, one flat table each (a file per table).
enum VMAFFusionTables {}
