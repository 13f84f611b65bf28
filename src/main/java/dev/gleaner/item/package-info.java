/** What every item of work has: the two statuses, the lease, the attempts, and the shelf it lies on. */
package dev.gleaner.item;
