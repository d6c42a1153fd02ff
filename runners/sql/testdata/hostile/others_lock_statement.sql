-- expect query: raised no_result
-- Locks a table of the catalog that everybody needs.
lock table pg_class in access exclusive mode
