using System.Runtime.InteropServices;
using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>A message on its way to an actor.</summary>
/// <param name="From">Who sent it; null for the root, and for the outside that tells the root to begin.</param>
/// <param name="To">Who gets it; null for the root.</param>
/// <param name="Message">What it says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HostedDelivery(ActorAddress? From, ActorAddress? To, object Message);
