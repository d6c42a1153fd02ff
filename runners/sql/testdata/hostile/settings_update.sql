-- expect query: raised no_result
-- Changes a setting by an update of the view of all settings, which is a rule on it.
update pg_settings set setting = '0' where name = 'statement_timeout'
