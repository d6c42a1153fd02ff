-- expect query: raised 22021
-- Text with a NUL.
select chr(0), E'\000'
