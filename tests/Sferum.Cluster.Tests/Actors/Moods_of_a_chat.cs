using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Moods_of_a_chat
{
    private readonly FakeTimeProvider _time = new();
    private readonly ChatMoods _moods;

    public Moods_of_a_chat() => _moods = new ChatMoods(_time);

    [Fact]
    public void Name_at_most_three_who_type_and_forget_them_after_six_seconds()
    {
        for (var i = 0; i < 5; i++)
        {
            _moods.Types(Person());
        }

        Assert.Equal(3, _moods.Tick()!.Typing!.Count);
        Assert.Null(_moods.Tick());
        Assert.True(_moods.Any);
        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Empty(_moods.Tick()!.Typing!);
        Assert.False(_moods.Any);
    }

    [Fact]
    public void Forget_whoever_has_posted()
    {
        var person = Person();
        _moods.Types(person);
        _moods.Tick();
        _moods.Posted(person.Id);

        Assert.Empty(_moods.Tick()!.Typing!);
    }

    [Fact]
    public void Keep_the_two_highest_marks_of_different_people()
    {
        var (a, b, c) = (Person().Id, Person().Id, Person().Id);
        _moods.Load([(a, 5), (b, 3)]);
        Assert.Null(_moods.Tick());

        _moods.Read(c, 4);
        Assert.Equal([5, 4], _moods.Tick()!.ReadUpTo!);
        _moods.Read(c, 4);
        _moods.Read(b, 2);
        Assert.Null(_moods.Tick());
        _moods.Read(a, 9);
        Assert.Equal([9, 4], _moods.Tick()!.ReadUpTo!);
        _moods.Read(c, 10);
        Assert.Equal([10, 9], _moods.Tick()!.ReadUpTo!);
        _moods.Read(c, 12);
        _moods.Read(a, 11);
        Assert.Equal([12, 11], _moods.Tick()!.ReadUpTo!);
    }

    private static PersonName Person() => new(PersonId.New(), "Ким Олег", Role.Student);
}
