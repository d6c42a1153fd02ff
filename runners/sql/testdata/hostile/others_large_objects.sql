-- expect query: raised 42501
-- Leaves large objects, which are kept in a table of the catalog.
select lo_put(lo_create(0), 0, '\x00')
