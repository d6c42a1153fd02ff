-- expect query: memory, raised 54000
-- One value that is as large as a value may be.
select length(lpad('x', 1000000000, 'y'))
