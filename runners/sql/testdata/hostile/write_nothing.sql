-- expect query: raised 25006
-- Writes no row, but would.
delete from t where false returning n
