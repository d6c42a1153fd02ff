select sensor, value
from readings
