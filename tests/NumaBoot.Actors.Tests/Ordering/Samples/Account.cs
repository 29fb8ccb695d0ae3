using Akka.Actor;

namespace NumaBoot.Actors.Tests.Ordering.Samples;

// <actors>
/// <summary>An account that asks its bank before it pays: between the look at the balance and the payment others get in.</summary>
public sealed class Account : ReceiveActor
{
    public Account(IActorRef bank)
    {
        Receive<Withdraw>(withdraw => Balance >= withdraw.Amount, withdraw => bank.Tell(new MayPay(withdraw.Amount)));
        Receive<Withdraw>(_ => Refused++);
        Receive<Pay>(pay => Balance -= pay.Amount);
    }

    public int Balance { get; private set; } = 100;

    public int Refused { get; private set; }

    public static Props Props(IActorRef bank) => Akka.Actor.Props.Create(() => new Account(bank));
}

/// <summary>A bank that agrees to everything.</summary>
public sealed class Bank : ReceiveActor
{
    public Bank() => Receive<MayPay>(asked => Sender.Tell(new Pay(asked.Amount)));

    public static Props Props() => Akka.Actor.Props.Create(() => new Bank());
}

public sealed record Withdraw(int Amount);

public sealed record MayPay(int Amount);

public sealed record Pay(int Amount);

// </actors>
