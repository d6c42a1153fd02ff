-- expect query: memory, raised 54000
-- A width that is larger than memory.
select format('%1000000000s', 'x')
