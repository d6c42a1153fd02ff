-- expect query: raised 42501
-- Asks for the log file's name.
select pg_current_logfile()
