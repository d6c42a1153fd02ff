create unique index on events (device, at);
