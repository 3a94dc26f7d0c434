using Sferum.Schools;

namespace Sferum.People;

public sealed class The_life_of_a_session
{
    private static readonly DateTimeOffset Begun = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_an_access_token_is_ten_minutes_even_for_the_slowest_clock() =>
        Assert.Equal(TimeSpan.FromMinutes(10), SessionLife.AccessToken + SessionLife.ClockSkew);

    [Fact]
    public void Ends_30_days_after_the_last_use() =>
        Assert.Equal(Begun.AddDays(40), SessionLife.TokenExpiry(Begun, Begun.AddDays(10)));

    [Fact]
    public void Ends_after_90_days_however_much_it_is_used() =>
        Assert.Equal(Begun.AddDays(90), SessionLife.TokenExpiry(Begun, Begun.AddDays(89)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Forgives_a_lost_answer_for_ten_seconds(int laterMs, bool forgiven) =>
        Assert.Equal(forgiven, SessionLife.InGrace(Begun, Begun.AddMilliseconds(laterMs)));
}

public sealed class The_place_a_session_acts_in
{
    private static readonly SchoolId First = SchoolId.New();
    private static readonly SchoolId Second = SchoolId.New();

    [Fact]
    public void Is_the_one_it_acted_in_last() =>
        Assert.Equal(Second, Person(new Affiliation(First, "A", Role.Director), new Affiliation(Second, "B", Role.Guardian)).PlaceOf(Second).School);

    [Fact]
    public void Is_the_one_of_highest_standing_when_the_last_is_lost() =>
        Assert.Equal(First, Person(new Affiliation(Second, "A", Role.Guardian), new Affiliation(First, "B", Role.SubjectTeacher | Role.ClassTeacher)).PlaceOf(SchoolId.New()).School);

    [Fact]
    public void Is_nowhere_without_roles_for_a_newcomer() =>
        Assert.Equal(new Affiliation(null, null, Role.None), Person().PlaceOf(First));

    private static Profile Person(params Affiliation[] affiliations) => new(PersonId.New(), "Имя", affiliations);
}

public sealed class The_limits_of_sign_in
{
    /// <summary>The sum that the limits exist for: guesses a day over the values of a code.</summary>
    [Fact]
    public void Bound_takeovers_by_guessing_to_one_in_a_year_over_any_number_of_phones()
    {
        var limits = new SignInLimits();
        var wrongADay = limits.WrongTries.Where(static b => b.Scope == BudgetScope.Everybody).Min(static b => b.Limit * (TimeSpan.FromDays(1) / b.Window));
        Assert.True(wrongADay / Math.Pow(10, SignInLimits.CodeDigits) < 1 / 365.0);
    }

    [Fact]
    public void Are_those_that_are_promised()
    {
        var limits = new SignInLimits();
        Assert.Equal(TimeSpan.FromMinutes(5), limits.CodeLife);
        Assert.Equal(5, limits.TriesPerCode);
        Assert.Contains(new Budget(BudgetScope.Phone, 1, TimeSpan.FromSeconds(60)), limits.Codes);
        Assert.Contains(new Budget(BudgetScope.Phone, 5, TimeSpan.FromDays(1)), limits.Codes);
        Assert.Contains(limits.Codes, static b => b.Scope == BudgetScope.Address);
        Assert.Contains(limits.Codes, static b => b.Scope == BudgetScope.Everybody);
    }

    [Fact]
    public void Count_no_row_that_may_be_gone() =>
        Assert.All(new SignInLimits().Codes.Concat(new SignInLimits().WrongTries), static b => Assert.True(b.Window < SignInLimits.Remembered));
}
