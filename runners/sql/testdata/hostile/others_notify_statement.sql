-- expect query: raised no_result
-- Sends a notification.
notify x, 'y'
