namespace NumaBoot.Unit.Tests.Model;

/// <summary>What an asker does next. Between two of these, others run: they are the steps of <c>deferred_grow_zone</c>.</summary>
internal enum At
{
    // Nobody needs growth.
    Idle,

    // Without the lock: look at the static key deferred_pages; read first_deferred_pfn.
    TestKey, ReadTicket,

    // Take the lock, that is be the writer, and decide.
    Lock,

    // With the lock: single-writer serves who can be served by now; then a section is initialised, freed, published.
    Granted, Build, Free, Publish,

    // Let go of the lock with the answer "look again" or "nothing to be had here".
    Yes, No,

    // Single-writer: wait for pages under way; serve who can be served, and ask again for the rest or refuse it.
    Await, Serve, Refuse,
}
