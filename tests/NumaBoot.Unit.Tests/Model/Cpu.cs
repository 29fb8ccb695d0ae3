namespace NumaBoot.Unit.Tests.Model;

/// <summary>A CPU on its way through <c>get_page_from_freelist</c>.</summary>
/// <param name="Left">Sections that it still wants.</param>
/// <param name="Refusals">Zones that refused this one: each of the zonelist once, then (the slow path) once more.</param>
/// <param name="IsWaiting">Whether it waits for what comes of asking for growth.</param>
/// <param name="IsWronged">Whether one of the refusals was wrong.</param>
internal sealed record Cpu(int Left, int Refusals = 0, bool IsWaiting = false, bool IsWronged = false);
