void import('../widget/main.ts');
