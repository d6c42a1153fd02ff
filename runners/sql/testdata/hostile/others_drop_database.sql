-- expect query: raised no_result
-- Drops the database that the next case is a copy of.
drop database template1
