using System.Globalization;
using System.Text;
using Akka.Actor;
using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>
/// Three actors, one the child of another, that do with what they hear whatever a seed says: write to each other, set and
/// cancel timers, put aside and take up again, fail, stop and watch. What came of it is what each of them heard.
/// </summary>
internal sealed class Wild
{
    private const int Actors = 3;

    private readonly IActorRef[] _actors = new IActorRef[Actors];
    private readonly StringBuilder[] _heard = [.. Enumerable.Range(0, Actors).Select(_ => new StringBuilder())];
    private readonly int _acts;

    private Wild(OrderedWorld world, long seed, int acts)
    {
        _acts = acts;
        var random = new RandomStream(seed);
        ulong[] characters = [random.Next(), random.Next(), random.Next()];
        _actors[0] = world.Spawn(PropsOf(0, characters[0], me => _actors[1] = me.Cell.ActorOf(PropsOf(1, characters[1]), "child")), "parent");
        _actors[2] = world.Spawn(PropsOf(2, characters[2]), "other");
        for (int opening = 0; opening < 3; opening++)
        {
            world.Inject(_actors[random.Below(Actors)], opening.ToString(CultureInfo.InvariantCulture), atNs: opening * 5L);
        }
    }

    /// <summary>Throws a company together, lets it come to rest and tells what each heard.</summary>
    /// <param name="world">Where.</param>
    /// <param name="seed">Says who does what.</param>
    /// <param name="acts">How many of the messages that an actor hears it does something about.</param>
    public static string Run(OrderedWorld world, long seed, int acts)
    {
        var company = new Wild(world, seed, acts);
        world.Run();
        return string.Join(" | ", company._heard.Select(heard => heard.ToString()));
    }

    private Props PropsOf(int at, ulong character, Action<Doing>? start = null)
    {
        int heard = 0;
        var said = character;
        bool isFirst = true;
        return Doing.Props(
            (me, message) =>
            {
                string text = message as string ?? message.GetType().Name;
                _heard[at].Append(text).Append(' ');
                foreach (char letter in text)
                {
                    said = (said ^ letter) * 0x9E3779B97F4A7C15;
                }

                if (message is ReceiveTimeout)
                {
                    me.Cell.SetReceiveTimeout(null);
                }

                if (heard++ < _acts)
                {
                    Act(me, new RandomStream((long)said), $"{at}.{heard}");
                }
            },
            start: me =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    start?.Invoke(me);
                }
            },
            stop: _ => _heard[at].Append("stops "));
    }

    private void Act(Doing me, RandomStream random, string name)
    {
        switch (random.Below(12))
        {
            case 0 or 1:
                me.Timers.StartSingleTimer("key", $"t{name}", TimeSpan.FromSeconds(1));
                break;
            case 2:
                me.Timers.Cancel("key");
                break;
            case 3:
                OrderedEngine.Current.After(random.Below(40), $"a{name}");
                break;
            case 4:
                me.Stash.Stash();
                break;
            case 5:
                me.Stash.UnstashAll();
                break;
            case 6:
                me.Cell.Stop(random.Below(2) == 0 ? me.Self : _actors[1]);
                break;
            case 7:
                throw new InvalidOperationException("as the seed says");
            case 8:
                me.Cell.Watch(_actors[random.Below(Actors)]);
                break;
            case 9:
                me.Cell.SetReceiveTimeout(random.Below(2) == 0 ? null : TimeSpan.FromSeconds(1));
                break;
            default:
                _actors[random.Below(Actors)].Tell(name);
                _actors[random.Below(Actors)].Tell(name);
                break;
        }
    }
}
