using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Actor.Internal;
using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>
/// An actor of a boot outside Akka: its handlers run when they are called, without mailbox, cell or dispatcher, so that
/// nothing of Akka is charged to whoever calls them. Akka lets nobody make an actor outside a cell, so all share one that
/// is never told anything.
/// </summary>
internal sealed class HostedActor(Props props)
{
    private static readonly ActorCell Cell = MakeCell();

    private BootActor? _actor;

    /// <summary>For who must name a parent where there is none.</summary>
    public static IActorRefFactory NoParent => Cell;

    /// <summary>Makes the actor; it creates its children in this.</summary>
    public void Start()
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = Cell;
        _actor = (BootActor)props.NewActor();
        _actor.AroundPreStart();
        InternalCurrentActorCellKeeper.Current = outer;
    }

    /// <summary>Lets the actor handle a message.</summary>
    public void Deliver(object message)
    {
        var outer = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = Cell;
        OnReceive(_actor!, message);
        InternalCurrentActorCellKeeper.Current = outer;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void OnReceive(BootActor actor, object message);

    private static ActorCell MakeCell()
    {
        // The world is never run and lives as long as the process.
        var world = new OrderedWorld(new OrderedWorldOptions { Name = "no-parent" });
        var nobody = world.Spawn(Props.CreateBy(new NobodyProducer()), "nobody");
        return (ActorCell)((ActorRefWithCell)nobody).Underlying;
    }

    private sealed class Nobody : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class NobodyProducer : IIndirectActorProducer
    {
        public Type ActorType => typeof(Nobody);

        public ActorBase Produce() => new Nobody();

        public void Release(ActorBase actor)
        {
            // Holds nothing.
        }
    }
}
