/** Which of the three phases the running code is in. Known to both doors, which do not know each other. */
package dev.gleaner.phase;
