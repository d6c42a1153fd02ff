-- expect query: raised 22021
-- Text that is none.
select convert_from('\xff', 'utf8')
