namespace Sferum.History;

public sealed class A_planted_fault
{
    private const int Seeds = 50;

    private static readonly Dictionary<string, Mutant> Mutants = LogMutants.All.Concat(ObserverMutants.All).ToDictionary(mutant => mutant.Name);

    public static TheoryData<string> Names => [.. Mutants.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_found_as_what_it_is(string name)
    {
        var mutant = Mutants[name];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var verdict = CheckPlanted(mutant, seed);
            Assert.True(verdict.Violations.Any(violation => violation.Kind == mutant.Kind), $"seed {seed}: no {mutant.Kind} found\n{Loaded.Text(verdict)}");
            var others = verdict.Summary.Violations.Keys.Where(kind => kind != mutant.Kind && !mutant.Also.Contains(kind)).ToList();
            Assert.True(others.Count == 0, $"seed {seed}: found {string.Join(", ", others)} too\n{Loaded.Text(verdict)}");
            Assert.Equal(1, verdict.ExitCode);
        }
    }

    [Fact]
    public void Is_there_for_each_kind_of_violation() =>
        Assert.Empty(Enum.GetValues<ViolationKind>().Except(Mutants.Values.Select(mutant => mutant.Kind)));

    [Fact]
    public void Is_told_with_chat_number_persons_and_evidence()
    {
        foreach (var mutant in Mutants.Values)
        {
            var found = CheckPlanted(mutant, seed: 7).Violations.First(violation => violation.Kind == mutant.Kind);
            Assert.NotEqual(Guid.Empty, found.Chat);
            Assert.True(found.Number > 0, mutant.Name);
            Assert.True(found.Persons.Count > 0 || found.Kind == ViolationKind.HoleInLog, mutant.Name);
            Assert.NotEmpty(found.Evidence);
        }
    }

    private static Verdict CheckPlanted(Mutant mutant, int seed)
    {
        var plant = new Plant(seed);
        try
        {
            mutant.Break(plant);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidOperationException($"seed {seed}: {wrong.Message}", wrong);
        }

        return HistoryChecker.Check(Loaded.From(plant.Events), mutant.Options);
    }
}
